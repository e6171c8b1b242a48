import type { Family, Labels, Sample } from "./exposition.ts";

/** Counts by labels whose values all come from our own code, never from a request. */
export function createCounter(name: string, help: string) {
  const counts = new Map<string, { labels: Labels; value: number }>();
  return {
    add(labels: Labels): void {
      const key = JSON.stringify(labels);
      const known = counts.get(key);
      if (known) known.value++;
      else counts.set(key, { labels, value: 1 });
    },
    family: (): Family => ({ name, type: "counter", help, samples: [...counts.values()] }),
  };
}

/** Seconds by labels, in buckets up to these bounds. */
export function createHistogram(name: string, help: string, bounds: readonly number[]) {
  const seen = new Map<string, { labels: Labels; buckets: number[]; sum: number; count: number }>();
  return {
    observe(labels: Labels, seconds: number): void {
      const key = JSON.stringify(labels);
      const known = seen.get(key) ?? { labels, buckets: bounds.map(() => 0), sum: 0, count: 0 };
      seen.set(key, known);
      known.sum += seconds;
      known.count++;
      bounds.forEach((bound, index) => {
        if (seconds <= bound) known.buckets[index] = (known.buckets[index] ?? 0) + 1;
      });
    },
    family: (): Family => ({
      name,
      type: "histogram",
      help,
      samples: [...seen.values()].flatMap(({ labels, buckets, sum, count }): Sample[] => [
        ...buckets.map((value, index) => ({
          labels: { ...labels, le: String(bounds[index]) },
          value,
          suffix: "_bucket",
        })),
        { labels: { ...labels, le: "+Inf" }, value: count, suffix: "_bucket" },
        { labels, value: sum, suffix: "_sum" },
        { labels, value: count, suffix: "_count" },
      ]),
    }),
  };
}
