import { useId } from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { KeyboardEvent } from "react";
import type { Message } from "../mail/messages.ts";
import { MessageRow, useListStyles } from "./MessageRow.tsx";
import { useClient, useClientState } from "./use-client.ts";

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
  PageDown: (index, last) => Math.min(index + 8, last),
  PageUp: (index) => Math.max(index - 8, 0),
};

/** The mails as a listbox: arrows move and open, Delete deletes, Q marks as unread. */
export function MessageList({ messages }: { messages: Message[] }) {
  const styles = useListStyles();
  const client = useClient();
  const { selectedId } = useClientState();
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId("mail-");
  const index = messages.findIndex(({ id }) => id === selectedId);
  const selected = messages[index];

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = steps[event.key]?.(index, messages.length - 1);
    if (next !== undefined) client.select(messages[next]?.id ?? null);
    else if (event.key === "Delete" && selected && selected.folder !== "deleted")
      void client.change(selected.id, { folder: "deleted" });
    else if (event.key === "q" && selected) void client.change(selected.id, { seen: !selected.seen });
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label="Mails"
      aria-activedescendant={selected ? `${prefix}${index}` : undefined}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {messages.map((message, row) => (
        <MessageRow
          key={message.id}
          id={`${prefix}${row}`}
          message={message}
          selected={message.id === selectedId}
        />
      ))}
    </div>
  );
}
