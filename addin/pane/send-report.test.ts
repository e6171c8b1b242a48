import { describe, expect, it } from "vitest";
import { CreateReport, maxMessageBytes, ReportFields } from "../../shared/contracts/report.ts";
import { type ApiClient, ApiError } from "../../ui/api-client.ts";
import { sendReport } from "./send-report.ts";
import { buildMail, buildReceipt } from "./test-values.ts";

interface Call {
  body?: unknown;
  form?: FormData;
  headers?: Record<string, string>;
}

function recorder(answers: (Error | null)[] = []) {
  const calls: Call[] = [];
  const api = {
    call: (endpoint: unknown, call: Call) => {
      expect(endpoint).toBe(CreateReport);
      calls.push(call);
      const error = answers.shift();
      return error ? Promise.reject(error) : Promise.resolve(buildReceipt());
    },
  } as unknown as ApiClient;
  return { api, calls };
}

const report = { id: "key-1", at: "2026-11-03T08:00:00Z", mail: buildMail(), comment: "Odd" };
const eml = new Blob(["From: a\r\n\r\nHi"], { type: "message/rfc822" });

describe("sending a report", () => {
  it("sends the mail itself when there is one", async () => {
    const { api, calls } = recorder();
    expect(await sendReport(api, report, { eml, headers: "From: a" })).toMatchObject({ partial: false });
    const form = calls[0]!.form!;
    expect(calls[0]!.headers).toEqual({ "Idempotency-Key": "key-1" });
    expect(await (form.get("message") as Blob).text()).toBe("From: a\r\n\r\nHi");
    expect(form.get("comment")).toBe("Odd");
    expect(form.get("from")).toBe("Parcels <service@mail.example>");
  });

  it("sends identity and headers when the mail cannot be read", async () => {
    const { api, calls } = recorder();
    expect(await sendReport(api, { ...report, headers: "From: kept" }, {})).toMatchObject({ partial: true });
    expect(ReportFields.parse(calls[0]!.body)).toEqual({
      internetMessageId: "<a@mail.example>",
      subject: "Your parcel",
      from: "Parcels <service@mail.example>",
      receivedAt: "2026-11-03T08:00:00.000Z",
      headers: "From: kept",
      comment: "Odd",
    });
  });

  it("sends headers under the same key when the server finds the mail too large", async () => {
    const { api, calls } = recorder([new ApiError("message_too_large", 413)]);
    expect(await sendReport(api, report, { eml })).toMatchObject({ partial: true });
    expect(calls.map(({ headers }) => headers?.["Idempotency-Key"])).toEqual(["key-1", "key-1"]);
  });

  it("does not even try a mail above the limit", async () => {
    const { api, calls } = recorder();
    const large = { size: maxMessageBytes + 1 } as Blob;
    await sendReport(api, report, { eml: large });
    expect(calls).toHaveLength(1);
    expect(calls[0]!.form).toBeUndefined();
  });

  it("cuts what the contract would refuse", async () => {
    const { api, calls } = recorder();
    const mail = buildMail({ subject: "s".repeat(5000), fromName: "", fromAddress: "" });
    await sendReport(api, { ...report, mail, comment: "c".repeat(5000) }, {});
    const body = ReportFields.parse(calls[0]!.body);
    expect(body.subject).toHaveLength(4000);
    expect(body).not.toHaveProperty("from");
  });

  it("passes other failures on", async () => {
    const { api } = recorder([new ApiError("offline", 0)]);
    await expect(sendReport(api, report, { eml })).rejects.toMatchObject({ code: "offline" });
  });
});
