import type { Route } from '#access/route.ts';

/** "Waarom zie ik dit niet?" for every application, theme and level (PO-6). */
export const whyRoutes: Route[] = [];
