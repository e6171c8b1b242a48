/**
 * Gathers calls that come while others are under way and makes one of them. Alone, a call goes at once; under load the
 * groups grow by themselves, as a database answers a hundred of a kind nearly as fast as one. `run` answers in the order
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

  function flush(): void {
    planned = false;
    while (underWay < lanes && waiting.length > 0) {
      const group = waiting.splice(0, most);
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

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      // What arrived in the same turn of the event loop goes together.
      if (planned || underWay >= lanes) return;
      planned = true;
      setImmediate(flush);
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
