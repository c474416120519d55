import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** Measures in a process of its own, so that the server's work and ours never share a thread. */
export interface LoadTask {
  origin: string;
  requests: readonly { path: string; headers: Record<string, string>; form?: string }[];
  /** Either so many clients, each waiting for its answer … */
  clients?: number;
  /** … or so many requests per second, whether or not the earlier ones were answered. */
  rate?: number;
  seconds: number;
  /** Requests that are not counted, first. */
  warmUp: number;
}

export interface LoadResult {
  requests: number;
  perSecond: number;
  /** Answers that were no success, and connections that failed. */
  errors: number;
  statuses: Record<string, number>;
  p50: number;
  p95: number;
  p99: number;
  max: number;
}

const fewest = 40;
const mostSeconds = 60;

class Load {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 400 });
  readonly #task: LoadTask;
  #times: number[] = [];
  #statuses: Record<string, number> = {};
  #errors = 0;
  #next = 0;

  constructor(task: LoadTask) {
    this.#task = task;
  }

  async run(): Promise<LoadResult> {
    for (let done = 0; done < this.#task.warmUp; done += 1) await this.#once();
    this.#times = [];
    this.#statuses = {};
    this.#errors = 0;
    const start = performance.now();
    await (this.#task.rate ? this.#atRate(this.#task.rate) : this.#inTurn(this.#task.clients ?? 1));
    const seconds = (performance.now() - start) / 1000;
    this.#agent.destroy();
    const sorted = this.#times.sort((a, b) => a - b);
    const at = (share: number): number =>
      round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
    return {
      requests: sorted.length,
      perSecond: round(sorted.length / seconds),
      errors: this.#errors,
      statuses: this.#statuses,
      p50: at(0.5),
      p95: at(0.95),
      p99: at(0.99),
      max: round(sorted.at(-1) ?? 0),
    };
  }

  async #inTurn(clients: number): Promise<void> {
    const end = performance.now() + this.#task.seconds * 1000;
    const latest = performance.now() + mostSeconds * 1000;
    const isOver = (): boolean =>
      performance.now() > latest || (performance.now() > end && this.#times.length >= fewest);
    const client = async (): Promise<void> => {
      while (!isOver()) await this.#once();
    };
    await Promise.all(Array.from({ length: clients }, client));
  }

  /** Time counts from the moment at which a request was due: a server that falls behind cannot hide it. */
  async #atRate(rate: number): Promise<void> {
    const total = Math.round(rate * this.#task.seconds);
    const start = performance.now();
    const running: Promise<void>[] = [];
    for (let nth = 0; nth < total; nth += 1) {
      const due = start + (nth * 1000) / rate;
      const early = due - performance.now();
      if (early > 0) await sleep(early);
      running.push(this.#once(due));
    }
    await Promise.all(running);
  }

  #once(due = performance.now()): Promise<void> {
    const { requests, origin } = this.#task;
    const asked = requests[this.#next++ % requests.length];
    return new Promise((resolve) => {
      const done = (status: string, isError: boolean): void => {
        this.#times.push(performance.now() - due);
        this.#statuses[status] = (this.#statuses[status] ?? 0) + 1;
        if (isError) this.#errors += 1;
        resolve();
      };
      const form = asked?.form;
      const how = { agent: this.#agent, headers: asked?.headers, method: form === undefined ? 'GET' : 'POST' };
      // A form that did its work leads on.
      const isGood = (status: number): boolean => status < 300 || (form !== undefined && status === 303);
      const sent = request(`${origin}${asked?.path}`, how, (answer) => {
        answer.on('data', () => undefined);
        answer.on('end', () => done(String(answer.statusCode), !isGood(answer.statusCode ?? 500)));
        answer.on('error', () => done('broken', true));
      });
      sent.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'failed', true));
      sent.end(form);
    });
  }
}

const round = (value: number): number => Math.round(value * 10) / 10;

process.on('message', (task: LoadTask) => {
  void new Load(task).run().then((result) => process.send?.(result));
});
