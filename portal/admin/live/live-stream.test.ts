import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LiveTopic, liveTopics } from "../../../shared/contracts/session.ts";
import { followLive } from "./live-stream.ts";

class FakeStream extends EventTarget {
  readyState = 0;
  say(name: string) {
    this.dispatchEvent(new Event(name));
  }
  close() {
    this.readyState = 2;
  }
}

describe("followLive", () => {
  let streams: FakeStream[];
  let told: LiveTopic[][];
  let stop: () => void;
  const current = () => streams.at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    streams = [];
    told = [];
    stop = followLive(
      () => {
        streams.push(new FakeStream());
        return current() as unknown as EventSource;
      },
      (topics) => told.push(topics),
    );
  });
  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it("counts all topics as changed when the stream opens", () => {
    current().say("open");
    vi.advanceTimersByTime(0);
    expect(told).toEqual([[...liveTopics]]);
  });

  it("tells the first change at once and a burst after it together, half a second later", () => {
    current().say("users");
    vi.advanceTimersByTime(0);
    expect(told).toEqual([["users"]]);
    for (let press = 0; press < 100; press += 1) current().say("users");
    current().say("organization");
    vi.advanceTimersByTime(499);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(told).toEqual([["users"], ["users", "organization"]]);
  });

  it("polls every five seconds while the stream is down, and stops when it is open again", () => {
    current().say("error");
    vi.advanceTimersByTime(10_001);
    expect(told).toHaveLength(2);
    current().say("open");
    vi.advanceTimersByTime(20_000);
    expect(told).toHaveLength(3);
    expect(streams).toHaveLength(1);
  });

  it("asks once a minute even while the stream is open", () => {
    current().say("open");
    vi.advanceTimersByTime(59_000);
    expect(told).toHaveLength(1);
    vi.advanceTimersByTime(1_001);
    expect(told).toHaveLength(2);
  });

  it("opens a stream anew that the browser gave up", () => {
    current().readyState = 2;
    current().say("error");
    vi.advanceTimersByTime(15_000);
    expect(streams).toHaveLength(2);
  });

  it("is silent after it was stopped", () => {
    current().say("error");
    stop();
    vi.advanceTimersByTime(60_000);
    expect(told).toEqual([]);
    expect(current().readyState).toBe(2);
  });
});
