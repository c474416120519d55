import { formatInstitutionNumber } from '#directory/institution-number.ts';

export const base = '/contacten';
export const keepAddress = '/contactbeheer';
export const newAddress = '/contactbeheer/nieuw';
export const contactAddress = (id: string): string => `${keepAddress}/contact/${id}`;
export const institutionAddress = (id: number): string => `${keepAddress}/instelling/${formatInstitutionNumber(id)}`;
