import { describe, expect, it } from "vitest";
import { GetMe } from "../shared/contracts/me.ts";
import { CreateReport } from "../shared/contracts/report.ts";
import { GetUser, ListUsers } from "../shared/contracts/user.ts";
import { type ApiClientOptions, createApiClient } from "./api-client.ts";

const receipt = {
  outcome: "threat",
  repeated: false,
  forwarded: true,
  receipt: "R-7K4M-2QX9",
  stage: "started",
};
const problem = {
  type: "about:blank",
  title: "Expired",
  status: 401,
  detail: "The token has expired.",
  code: "token_expired",
};

function clientOf(answers: (Response | Error)[], options: ApiClientOptions = {}) {
  const seen: { url: string; init: RequestInit }[] = [];
  const client = createApiClient({
    ...options,
    fetch: (url, init) => {
      seen.push({ url: url as string, init: init ?? {} });
      const answer = answers.shift() ?? new Error("no answer left");
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  return { client, seen };
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

describe("the API client", () => {
  it("sends body and header and drops what the contract does not know", async () => {
    const { client, seen } = clientOf([json(201, { ...receipt, stray: 1 })]);
    expect(await client.call(CreateReport, { body: { subject: "Hi" } })).toEqual(receipt);
    expect(seen[0]?.init).toMatchObject({
      method: "POST",
      body: '{"subject":"Hi"}',
      headers: { "X-Firstcatch": "1", "Content-Type": "application/json" },
    });
  });

  it("leaves the content type of a form to the browser", async () => {
    const { client, seen } = clientOf([json(201, receipt)]);
    await client.call(CreateReport, { form: new FormData() });
    expect(seen[0]?.init.headers).not.toHaveProperty("Content-Type");
  });

  it("writes names and queries into the address", async () => {
    const { client, seen } = clientOf([json(200, { items: [], total: 0 }), json(404, {})]);
    await client.call(ListUsers, { query: { query: "a b", stage: undefined } });
    await client.call(GetUser, { params: { id: "a/b" } }).catch(() => null);
    expect(seen.map(({ url }) => url)).toEqual(["/api/v1/users?query=a+b", "/api/v1/users/a%2Fb"]);
  });

  it("asks once for a fresh token when the server refuses the old one", async () => {
    const asked: boolean[] = [];
    const authorize = (again: boolean) => Promise.resolve(asked.push(again) > 1 ? "new" : "old");
    const { client, seen } = clientOf([json(401, problem), json(201, receipt)], { authorize });
    await client.call(CreateReport, { body: {} });
    expect(asked).toEqual([false, true]);
    expect(seen[1]?.init.headers).toMatchObject({ Authorization: "Bearer new" });
  });

  it("says that nobody is signed in", async () => {
    let told = 0;
    const { client } = clientOf([json(401, problem)], { onUnauthenticated: () => told++ });
    await expect(client.call(GetMe)).rejects.toMatchObject({ code: "token_expired", status: 401, problem });
    expect(told).toBe(1);
  });

  it.each([
    [new TypeError("Failed to fetch"), { code: "offline", status: 0 }],
    [new Response("<h1>Bad gateway</h1>", { status: 502 }), { code: "unavailable", status: 502 }],
    [json(500, { code: "a_code_of_tomorrow" }), { code: "internal", status: 500 }],
    [json(200, { not: "me" }), { code: "internal", status: 200 }],
  ])("gives every failure a code: %s", async (answer, expected) => {
    await expect(clientOf([answer]).client.call(GetMe)).rejects.toMatchObject(expected);
  });

  it("gives up after its time limit", async () => {
    const client = createApiClient({
      fetch: (_url, init) =>
        new Promise((_resolve, reject) =>
          init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))),
        ),
    });
    await expect(client.call(GetMe, { timeout: 5 })).rejects.toMatchObject({ code: "timeout" });
  });
});
