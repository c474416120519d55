/** Seconds per step, in order: they become part of the result. */
export interface Timings {
  [step: string]: number;
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Does one step, says how long it took and notes it. */
export async function timed<T>(timings: Timings, step: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  timings[step] = Math.round((performance.now() - start) / 100) / 10;
  say(`  ${step.padEnd(44)} ${timings[step].toFixed(1).padStart(8)} s`);
  return result;
}
