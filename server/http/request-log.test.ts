import { describe, expect, it } from "vitest";
import { loggedPath } from "./request-log.ts";

describe("paths in the log", () => {
  it.each([
    ["/api/v1/users?query=newcomer%40acme.example", "/api/v1/users"],
    ["/api/v1/users/0f8fad5b-d9cb-469f-a165-70867728950e", "/api/v1/users/:id"],
    ["/learn/s3cr3t-t0ken", "/learn/…"],
    ["/invite/s3cr3t?x=1", "/invite/…"],
    ["/outlook/newcomer@acme.example", "/outlook/…"],
    ["/sandbox/mailboxes/newcomer@acme.example/messages", "/sandbox/mailboxes/…"],
    ["/auth/callback?code=s3cr3t&state=x", "/auth/callback"],
  ])("%s becomes %s", (url, expected) => expect(loggedPath(url)).toBe(expected));
});
