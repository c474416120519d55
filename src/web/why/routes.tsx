import { anyActor, page, type Route } from '#access/route.ts';
import { whyPage } from '#web/why/page.tsx';

/** "Waarom zie ik dit niet?" for every application, theme and level (PO-6). */
export const whyRoutes: Route[] = [page('/waarom', anyActor, whyPage)];
