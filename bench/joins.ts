import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { Agent, request } from "node:http";
import { fileURLToPath } from "node:url";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { alternate, perSecond, type Row } from "./rounds.ts";
import type { JoinServerAnswer, JoinServerOrder } from "./join-server.ts";

const connections = 16;
const joinsARound = 400;
const rounds = 5;
const clientId = "22222222-2222-4222-8222-222222222222";

function post(agent: Agent, port: number, path: string, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request({ agent, host: "127.0.0.1", port, path, method: "POST", headers }, (answer) => {
      answer.resume();
      answer.on("end", () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`A join was answered with ${answer.statusCode ?? "nothing"}.`));
      });
    });
    call.on("error", reject);
    call.end();
  });
}

/** Joins a second by the whole product (token, rules, user, simulation, mail, audit) against a bare transaction. */
export async function joins(mongodbUri: string): Promise<Row> {
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
    const { product, bare, issuer } = answer;
    let people = 0;
    const tokenOfNext = () =>
      new SignJWT({
        ...{
          iss: issuer,
          aud: clientId,
          tid: tenantId,
          oid: randomUUID(),
          ver: "2.0",
          scp: "access_as_user",
        },
        ...{ azp: clientId, preferred_username: `newcomer${people++}@acme.example`, name: "New Comer" },
      })
        .setProtectedHeader({ alg: "RS256", kid: "k1" })
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey);
    const agent = new Agent({ keepAlive: true, maxSockets: connections });
    const ours = async () => {
      // Signed before the clock runs: that is the identity provider's work.
      const tokens = await Promise.all(Array.from({ length: joinsARound }, tokenOfNext));
      return perSecond(joinsARound, connections, (i) =>
        post(agent, product, "/api/v1/me/join", { authorization: `Bearer ${tokens[i] ?? ""}` }),
      );
    };
    const against = () =>
      perSecond(joinsARound, connections, () =>
        post(agent, bare, "/join", { "x-address": `newcomer${people++}@acme.example` }),
      );
    const result = await alternate(rounds, ours, against);
    agent.destroy();
    return {
      figure: `joins per second, ${connections} connections`,
      ours: result.ours.toFixed(0),
      against: `bare Express and one majority transaction: ${result.against.toFixed(0)}`,
      ratio: result.ratio.toFixed(2),
    };
  } finally {
    server.kill();
  }
}
