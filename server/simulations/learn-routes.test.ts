import express from "express";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { learnRoutes } from "./learn-routes.ts";
import { tokenFor } from "./token.ts";

const noted: string[] = [];
let failing = false;
const app = express().use(
  learnRoutes(
    (token) => {
      noted.push(token);
      return failing ? Promise.reject(new Error("the database is away")) : Promise.resolve();
    },
    { error: () => undefined },
  ),
);
const known = tokenFor({ id: "k", secret: "s".repeat(32) }, "simulation").token;

describe("the page behind a simulation's link", () => {
  it("answers the same for every token, without cookie, script or referrer", async () => {
    const answers = await Promise.all(
      [known, `${known}x`, "unknown", "%3Cscript%3E"].map((token) => request(app).get(`/learn/${token}`)),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.text).toBe(answers[0]!.text);
      expect(answer.headers["set-cookie"]).toBeUndefined();
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    }
    expect(answers[0]!.text).toContain("This was a practice mail");
    expect(answers[0]!.text).not.toMatch(/<script|<form|<img|https?:/);
  });

  it("tells that the mail has arrived once the answer is out, and answers the same when that cannot be noted", async () => {
    noted.length = 0;
    const usual = await request(app).get(`/learn/${known}`);
    failing = true;
    const away = await request(app).get(`/learn/${known}`);
    failing = false;
    expect([away.status, away.text]).toEqual([200, usual.text]);
    await expect.poll(() => noted).toEqual([known, known]);
  });

  it("speaks Dutch to a Dutch browser", async () => {
    const answer = await request(app).get("/learn/x").set("Accept-Language", "nl-NL,nl;q=0.9,en;q=0.5");
    expect(answer.text).toContain("Dit was een oefenmail");
    expect(answer.headers["content-language"]).toBe("nl");
  });
});
