import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

export const clientId = "22222222-2222-4222-8222-222222222222";

export interface Identity {
  jwksUri: string;
  tenantId: string;
  /** The access token that Outlook would get for this person. */
  tokenOf: (address: string, oid: string) => Promise<string>;
  close: () => Promise<void>;
}

/** An identity provider as far as access tokens need one: its keys on a port, and what it signs. */
export async function startIdentity(issuer: string): Promise<Identity> {
  const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "k1", alg: "RS256", use: "sig" };
  const server = createServer((_req, res) => {
    res.setHeader("content-type", "application/json").end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const tid = randomUUID();
  return {
    jwksUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    tenantId: tid,
    tokenOf: (address, oid) =>
      new SignJWT({
        ...{ iss: issuer.replace("{tenantid}", tid), aud: clientId, tid, oid, ver: "2.0" },
        ...{ scp: "access_as_user", azp: clientId, preferred_username: address, name: "New Comer" },
      })
        .setProtectedHeader({ alg: "RS256", kid: "k1" })
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
