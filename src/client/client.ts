/** Everything the browser runs. Each page works without it. */
import './auto-submit.ts';
import './choose-all.ts';
import './current-tab.ts';
import './date-picker.ts';
import './end-date.ts';
import './file-upload.ts';
import './filter-search.ts';
import './form-info.ts';
import './live-progress.ts';
import './menus.ts';
import './once-form.ts';
import './tick-grid.ts';
