/** Everything the browser runs. Each page works without it. */
import './auto-submit.ts';
import './choose-all.ts';
import './current-tab.ts';
import './date-picker.ts';
import './filter-search.ts';
import './menus.ts';
import './once-form.ts';
import './tick-grid.ts';
