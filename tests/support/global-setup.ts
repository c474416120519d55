import type { TestProject } from 'vitest/node';
import { launchDatabase } from '#tests/support/launch-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    templateOwnerUrl: string;
  }
}

/** One database server per run; every test file clones the migrated template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const database = await launchDatabase();
  project.provide('templateOwnerUrl', database.ownerUrl);
  return () => database.stop();
}
