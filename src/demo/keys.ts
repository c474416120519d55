import { demoId } from '#demo/random.ts';

/** The key under which a demo person is stored. */
export function demoPersonId(key: string): string {
  return demoId(`person ${key}`);
}

export function relationId(key: string, organisation: number): string {
  return demoId(`relation ${key} ${organisation}`);
}

export function grantId(key: string, entitlement: string, organisation: number): string {
  return demoId(`grant ${key} ${entitlement} ${organisation}`);
}
