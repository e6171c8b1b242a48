import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { ReportFields } from "../shared/contracts/report.ts";
import type { JoinServerAnswer, JoinServerOrder } from "./join-server.ts";
import { alternate, perSecond, type Row } from "./rounds.ts";

const rounds = 11;
/** Reports before the first that counts: a server that has just started still compiles its own code. */
const warmUp = 3_000;
const reporters = 40;
const clientId = "22222222-2222-4222-8222-222222222222";

/** 1.4 kB, and no two alike. */
function distinctReport(): ReportFields {
  const id = randomUUID();
  const hop = (n: number) =>
    `Received: from mx${n}.evil.example (mx${n}.evil.example [192.0.2.${n}])\r\n\tby box.acme.example with ESMTPS id ${id};\r\n\tTue, 24 Nov 2026 09:00:0${n} +0000\r\n`;
  return {
    internetMessageId: `<${id}@evil.example>`,
    subject: `Your account ${id} will be closed`,
    from: "Your bank <service@evil.example>",
    receivedAt: "2026-11-24T09:00:09Z",
    comment: "I have no account there.",
    headers: `${[1, 2, 3, 4, 5].map(hop).join("")}From: Your bank <service@evil.example>\r\nTo: newcomer@acme.example\r\nSubject: Your account ${id} will be closed\r\nMessage-ID: <${id}@evil.example>\r\nDate: Tue, 24 Nov 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n`,
  };
}

interface Call {
  agent: Agent;
  port: number;
  path: string;
  headers: Record<string, string>;
  body: string;
}
function post({ agent, port, path, headers, body }: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const all = { "content-type": "application/json", "content-length": Buffer.byteLength(body), ...headers };
    const options = { agent, host: "127.0.0.1", port, path, method: "POST", headers: all };
    const call = request(options, (answer) => {
      answer.resume();
      answer.on("end", () => {
        if (answer.statusCode === 201) resolve();
        else reject(new Error(`A report was answered with ${answer.statusCode ?? "nothing"}.`));
      });
    });
    call.on("error", reject);
    call.end(body);
  });
}

const percentile99 = (values: readonly number[]): string =>
  ([...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN).toFixed(0);

async function row(
  connections: number,
  { product, bareReport }: JoinServerAnswer,
  tokens: readonly string[],
): Promise<Row> {
  const reportsARound = connections * 25;
  const take = (port: number, path: string, times: number[]) => {
    let took = 0;
    return async () => {
      const counts = took++ > 0; // the first round warms up
      const reports = counts ? reportsARound : warmUp;
      const bodies = Array.from({ length: reports }, () => JSON.stringify(distinctReport()));
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      const rate = await perSecond(reports, connections, async (i) => {
        const began = performance.now();
        const headers = {
          authorization: `Bearer ${tokens[i % tokens.length] ?? ""}`,
          "idempotency-key": randomUUID(),
        };
        await post({ agent, port, path, headers, body: bodies[i] ?? "" });
        if (counts) times.push(performance.now() - began);
      });
      agent.destroy();
      return rate;
    };
  };
  const [mine, theirs]: [number[], number[]] = [[], []];
  const ours = take(product, "/api/v1/reports", mine);
  const result = await alternate(rounds, ours, take(bareReport, "/reports", theirs));
  return {
    figure: `reports per second, ${connections} connections`,
    ours: `${result.ours.toFixed(0)} (p99 ${percentile99(mine)} ms)`,
    against: `bare Express, zod, one majority write: ${result.against.toFixed(0)} (p99 ${percentile99(theirs)} ms)`,
    ratio: result.ratio.toFixed(2),
  };
}

/** Distinct reports a second by the whole product (token, rules, report, forward, audit) against one bare write. */
export async function reports(mongodbUri: string): Promise<Row[]> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const tenantId = randomUUID();
  const server = fork(fileURLToPath(new URL("join-server.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  try {
    const order: JoinServerOrder = {
      mongodbUri,
      jwk: { ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" },
      tenantId,
      clientId,
    };
    server.send(order);
    const [answer] = (await once(server, "message", { signal: AbortSignal.timeout(60_000) })) as [
      JoinServerAnswer,
    ];
    const tokenOf = (person: number) =>
      new SignJWT({
        iss: answer.issuer,
        aud: clientId,
        tid: tenantId,
        oid: randomUUID(),
        ver: "2.0",
        scp: "access_as_user",
        azp: clientId,
        preferred_username: `newcomer${person}@acme.example`,
        name: "New Comer",
      })
        .setProtectedHeader({ alg: "RS256", kid: "k1" })
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey);
    const tokens = await Promise.all(Array.from({ length: reporters }, (_, person) => tokenOf(person)));
    return [await row(16, answer, tokens), await row(64, answer, tokens)];
  } finally {
    server.kill();
  }
}
