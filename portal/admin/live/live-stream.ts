import { type LiveTopic, liveTopics } from "../../../shared/contracts/session.ts";

const closed = 2;
/**
 * Milliseconds: between two notices; between polls while the stream is down, and while it is up; before a closed
 * stream is opened anew.
 */
const rhythm = { calm: 500, poll: 5_000, slowPoll: 60_000, reopen: 15_000 };

export type Stream = Pick<EventSource, "addEventListener" | "close" | "readyState">;

/**
 * Tells which topics changed, over one stream of server-sent events. Notices come at most every 500 ms, together. At
 * every opening all topics count as changed, since nobody knows what was missed; while the stream is down they are
 * asked for every 5 s. An open stream is not trusted blindly, since a proxy may hold it back: once a minute all is
 * asked for as well.
 */
export function followLive(open: () => Stream, changed: (topics: LiveTopic[]) => void): () => void {
  const pending = new Set<LiveTopic>();
  let stream: Stream | undefined;
  let notice: ReturnType<typeof setTimeout> | undefined;
  let poll: ReturnType<typeof setInterval> | undefined;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  let quietUntil = 0;

  const slowPoll = setInterval(() => mark(liveTopics), rhythm.slowPoll);

  function tell() {
    notice = undefined;
    quietUntil = Date.now() + rhythm.calm;
    const topics = [...pending];
    pending.clear();
    changed(topics);
  }
  function mark(topics: readonly LiveTopic[]) {
    for (const topic of topics) pending.add(topic);
    notice ??= setTimeout(tell, Math.max(0, quietUntil - Date.now()));
  }
  function up() {
    clearInterval(poll);
    poll = undefined;
    mark(liveTopics);
  }
  function down() {
    poll ??= setInterval(() => mark(liveTopics), rhythm.poll);
    if (stream?.readyState === closed) {
      clearTimeout(reopen);
      reopen = setTimeout(connect, rhythm.reopen);
    }
  }
  function connect() {
    stream?.close();
    stream = open();
    stream.addEventListener("open", up);
    stream.addEventListener("error", down);
    for (const topic of liveTopics) stream.addEventListener(topic, () => mark([topic]));
  }

  connect();
  return () => {
    stream?.close();
    clearTimeout(notice);
    clearInterval(poll);
    clearInterval(slowPoll);
    clearTimeout(reopen);
  };
}
