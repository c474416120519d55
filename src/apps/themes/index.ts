import { anyActor, application, form, opensApplication, page } from '#access/route.ts';
import { showCatalogue } from '#apps/themes/pages/catalogue.tsx';
import { showGrid } from '#apps/themes/pages/grid.tsx';
import { receiveGrid } from '#apps/themes/pages/receive.tsx';
import { proposalsBase, switchBase } from '#apps/themes/second-person/addresses.ts';
import { sendConfirm, sendRefuse, sendWithdraw, showProposal } from '#apps/themes/second-person/pages.tsx';
import { chooseRule, sendSwitchOff, sendSwitchOn, showRule } from '#apps/themes/second-person/switch-page.tsx';
import { administersThemes } from '#apps/themes/policy.ts';

export { listThemes, listThemesByLevel, listThemesForLevel } from '#apps/themes/catalogue.ts';
export { tickTheme, untickTheme, type TickOutcome } from '#apps/themes/commands/change-tick.ts';
export { tickThemes } from '#apps/themes/commands/tick-themes.ts';
export { administersThemes, mayAdminister } from '#apps/themes/policy.ts';
export { saveGrid, type SavedGrid } from '#apps/themes/commands/save-grid.ts';
export { stateOf as themeState, themeLabel } from '#apps/themes/pages/labels.ts';
export { filterOf, gridAddress } from '#apps/themes/pages/place.ts';
export { composeProposalMails, proposalComposer } from '#apps/themes/second-person/mails.ts';
export { ProposalTasks } from '#apps/themes/second-person/pages.tsx';
export { followProposals } from '#apps/themes/second-person/propose.ts';
export { listProposalTasks, needsSecondPerson, proposalsAwaiting } from '#apps/themes/second-person/queries.ts';
export { switchBase as secondPersonAddress } from '#apps/themes/second-person/addresses.ts';
export type { Theme } from '#apps/themes/model.ts';
export { themeGrid } from '#apps/themes/views.ts';

const opens = opensApplication('themes', administersThemes);

/** Themabeheer: who reads which themes of an institution (TH-1 to TH-7). */
export const themes = application({
  id: 'themes',
  name: (t) => t.themes.name,
  opensFor: administersThemes,
  place: 'level',
  path: 'themabeheer',
  levels: 'all',
  routes: [
    page('/:level/themabeheer', opens, showGrid),
    form('/:level/themabeheer', opens, receiveGrid),
    page('/themas', anyActor, showCatalogue),
    page(`${proposalsBase}/:id`, anyActor, showProposal),
    form(`${proposalsBase}/:id/ja`, anyActor, sendConfirm),
    form(`${proposalsBase}/:id/nee`, anyActor, sendRefuse),
    form(`${proposalsBase}/:id/intrekken`, anyActor, sendWithdraw),
    page(switchBase, anyActor, chooseRule),
    page(`${switchBase}/:nummer`, anyActor, showRule),
    form(`${switchBase}/:nummer/aan`, anyActor, sendSwitchOn),
    form(`${switchBase}/:nummer/uit`, anyActor, sendSwitchOff),
  ],
});
