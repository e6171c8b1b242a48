/**
 * Turns of the event loop that bring no further caller before a group is taken to be complete. Answers that went out
 * together come back as calls that arrive one by one; a turn costs a few microseconds, a command to the database a thousand.
 */
const quietTurns = 4;

/**
 * Gathers calls that come while others are under way and makes one of them. Who lately came alone goes at once; under load
 * the groups grow by themselves, as a database answers a hundred of a kind nearly as fast as one. `run` answers in the order
 * of its items; an answer that is a rejected promise is that caller's alone, a `run` that rejects is everybody's.
 */
export function gather<Item, Answer>(
  run: (items: readonly Item[]) => Promise<readonly (Answer | Promise<Answer>)[]>,
  { lanes = 1, most = 100 }: { lanes?: number; most?: number } = {},
): (item: Item) => Promise<Answer> {
  interface Waiting {
    item: Item;
    resolve: (answer: Answer | Promise<Answer>) => void;
    reject: (reason: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let underWay = 0;
  let planned = false;
  let lastCameInCompany = false;

  function flush(): void {
    planned = false;
    while (underWay < lanes && waiting.length > 0) {
      const group = waiting.splice(0, most);
      lastCameInCompany = group.length > 1;
      underWay++;
      void run(group.map(({ item }) => item))
        .then(
          (answers) => group.forEach(({ resolve }, i) => resolve(answers[i] as Answer)),
          (error: unknown) => group.forEach(({ reject }) => reject(error)),
        )
        .finally(() => {
          underWay--;
          flush();
        });
    }
  }

  /** Flushes at the end of this turn of the event loop, or, where callers come in company, once it brings no more. */
  function plan(): void {
    planned = true;
    let known = waiting.length;
    let quiet = lastCameInCompany ? 0 : quietTurns;
    const look = () => {
      if (lastCameInCompany && waiting.length > known) [known, quiet] = [waiting.length, 0];
      if (quiet++ >= quietTurns || waiting.length >= most) flush();
      else setImmediate(look);
    };
    setImmediate(look);
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!planned && underWay < lanes) plan();
    });
}

/** Finds one document of an organization by a key; those that are looked for at the same time are one question. */
export function gatherByKey<Doc>(
  find: (organization: string, keys: string[]) => Promise<Doc[]>,
  keyOf: (document: Doc) => string,
): (organization: string, key: string) => Promise<Doc | null> {
  const sought = gather(async (items: readonly { organization: string; key: string }[]) => {
    const keys = new Map<string, Set<string>>();
    for (const { organization, key } of items)
      keys.set(organization, (keys.get(organization) ?? new Set()).add(key));
    const found = new Map<string, Map<string, Doc>>();
    await Promise.all(
      [...keys].map(async ([organization, wanted]) => {
        const documents = await find(organization, [...wanted]);
        found.set(organization, new Map(documents.map((document) => [keyOf(document), document])));
      }),
    );
    return items.map(({ organization, key }) => found.get(organization)?.get(key) ?? null);
  });
  return (organization, key) => sought({ organization, key });
}
