import type { DeliveryReport } from '#cli/deliver/report.ts';

export interface Progress {
  show(report: DeliveryReport): void;
  end(): void;
}

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

const barWidth = 24;

/** One line that moves on a terminal; elsewhere a plain line now and then, so that a log stays readable. */
export function progressOf(total: number, output: Output = process.stderr): Progress {
  const startedAt = performance.now();
  const intervalMs = output.isTTY ? 200 : 10_000;
  let shownAt = startedAt;
  return {
    show(report) {
      const at = performance.now();
      if (at - shownAt < intervalMs && report.read < total) return;
      shownAt = at;
      const text = lineOf(report, total, (at - startedAt) / 1000);
      output.write(output.isTTY ? `\r${text.slice(0, (output.columns ?? 80) - 1)}\u001b[K` : `${text}\n`);
    },
    end() {
      if (output.isTTY) output.write('\r\u001b[K');
    },
  };
}

function lineOf({ read, refused }: DeliveryReport, total: number, seconds: number): string {
  const part = total === 0 ? 1 : read / total;
  const bar = '█'.repeat(Math.floor(part * barWidth)).padEnd(barWidth, '░');
  const rate = read / Math.max(seconds, 0.001);
  const left = rate > 0 ? Math.ceil((total - read) / rate) : 0;
  return `${bar} ${read}/${total}  ${rate.toFixed(1)}/s  ${left} s left  ${refused} refused`;
}
