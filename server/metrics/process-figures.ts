import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Family } from "./exposition.ts";

const gauge = (name: string, help: string, value: number): Family => ({
  name,
  type: "gauge",
  help,
  samples: [{ value }],
});

/** Memory, processor and the event loop of this process, under the names that Prometheus' own clients use. */
export function createProcessFigures(): () => Family[] {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  const started = Date.now() / 1000 - process.uptime();
  return () => {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const quantiles = [50, 90, 99].map((percent) => ({
      labels: { quantile: String(percent / 100) },
      value: delay.percentile(percent) / 1e9,
    }));
    const longest = delay.max / 1e9;
    // Each scrape tells of the time since the one before.
    delay.reset();
    return [
      {
        name: "process_cpu_seconds_total",
        type: "counter",
        help: "Processor time used.",
        samples: [{ value: (user + system) / 1e6 }],
      },
      gauge("process_resident_memory_bytes", "Memory held.", rss),
      gauge("process_start_time_seconds", "Start of the process since the epoch.", started),
      gauge("nodejs_heap_size_used_bytes", "Heap in use.", heapUsed),
      gauge("nodejs_heap_size_total_bytes", "Heap held.", heapTotal),
      gauge("nodejs_external_memory_bytes", "Memory of buffers and the like.", external),
      {
        name: "nodejs_eventloop_delay_seconds",
        type: "gauge",
        help: "Delay of the event loop since the last scrape.",
        samples: quantiles,
      },
      gauge(
        "nodejs_eventloop_delay_max_seconds",
        "Longest delay of the event loop since the last scrape.",
        longest,
      ),
    ];
  };
}
