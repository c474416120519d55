/** Draws an index in proportion to its weight, in constant time (Walker's alias method). */
export function sampler(weights: readonly number[]): (next: () => number) => number {
  const count = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const share = Float64Array.from(weights, (weight) => (weight * count) / total);
  const other = new Uint32Array(count);
  const small: number[] = [];
  const large: number[] = [];
  share.forEach((value, index) => (value < 1 ? small : large).push(index));
  while (small.length > 0 && large.length > 0) {
    const less = small.pop()!;
    const more = large.pop()!;
    other[less] = more;
    share[more] = share[more]! + share[less]! - 1;
    (share[more]! < 1 ? small : large).push(more);
  }
  for (const index of [...small, ...large]) share[index] = 1;
  return (next) => {
    const place = next() * count;
    const index = Math.floor(place);
    return place - index < share[index]! ? index : other[index]!;
  };
}

/** Word frequencies of natural language: the n-th word is as frequent as 1/n. */
export function zipf(count: number): number[] {
  return Array.from({ length: count }, (_, rank) => 1 / (rank + 2.7));
}
