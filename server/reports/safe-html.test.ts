import { Parser } from "htmlparser2";
import PostalMime from "postal-mime";
import { describe, expect, it } from "vitest";
import { safeHtml } from "./safe-html.mjs";
import { addressFor, safeText, shortLine } from "./safe-text.mjs";
import { hostileMails } from "./testing/hostile-mails.ts";

const canary = "https://canary.example";
const harmless =
  /^(?:p|div|h[1-6]|blockquote|pre|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|td|th|hr|br|b|strong|i|em|u|s|sub|sup|small|code|span)$/;
const values: Record<string, RegExp> = {
  class: /^fc-(?:link|address|image|field|button|form)$/,
  dir: /^(?:ltr|rtl|auto)$/,
  style: /^(?:(?:text-align|font-weight|font-style|text-decoration):[a-z0-9-]+;?)+$/,
  colspan: /^\d{1,2}$/,
  rowspan: /^\d{1,2}$/,
};

/** Everything in the markup that is not known to do nothing. */
function doubtful(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(tag, attributes) {
      if (!harmless.test(tag)) found.push(tag);
      for (const [name, value] of Object.entries(attributes))
        if (!values[name]?.test(value)) found.push(`${tag} ${name}=${value}`);
    },
    oncomment: (text) => found.push(`comment ${text}`),
    onprocessinginstruction: (name) => found.push(name),
  });
  parser.end(html);
  return found;
}

describe("HTML of a mail, written anew", () => {
  it.each(hostileMails(canary))("has nothing that acts, and all that is said: %s", async (_name, raw) => {
    const { html = "" } = await PostalMime.parse(raw);
    const safe = safeHtml(html);
    expect(doubtful(safe.html)).toEqual([]);
    expect(safe.html).toContain("Read me");
    expect(safe.text).toContain("Read me");
    expect(safe.html.length).toBeLessThan(600_000);
    expect(safe.text).not.toContain("secretvalue");
  });

  it("keeps the form of a letter", () => {
    const source =
      '<h1 align="center">Hello</h1><p dir="RTL">One <b>two</b><br>three</p><table><tr><td colspan="2" style="text-align:right;color:white">4</td></tr></table>';
    expect(safeHtml(source).html).toBe(
      '<h1 style="text-align:center">Hello</h1><p dir="rtl">One <b>two</b><br>three</p><table><tr><td style="text-align:right" colspan="2">4</td></tr></table>',
    );
  });

  it("shows where a link goes beside what it says", () => {
    const safe = safeHtml(
      '<p>Go to <a href="https://evil.example/pay?a=1&amp;b=2">https://bank.example</a></p>',
    );
    expect(safe.links).toEqual([
      { text: "https://bank.example", address: "hxxps://evil[.]example/pay?a=1&b=2" },
    ]);
    expect(safe.html).toContain(
      '<span class="fc-link">https://bank.example</span><span class="fc-address" dir="ltr">hxxps://evil[.]example/pay?a=1&amp;b=2</span>',
    );
    expect(safe.text).toBe("Go to https://bank.example (hxxps://evil[.]example/pay?a=1&b=2)");
  });

  it("shows what a mail hides by colour, size or place", () => {
    const hidden = '<p style="color:#fff;font-size:0;display:none;text-indent:-999px">unseen</p>';
    expect(safeHtml(hidden).html).toBe("<p>unseen</p>");
  });

  it("says what a form asks for and where it sends it", () => {
    const { html, links } = safeHtml(
      '<form action="https://evil.example/in"><input type="password" placeholder="Your password"><button>Sign in</button></form>',
    );
    expect(html).toMatch(
      /fc-form.*hxxps:\/\/evil\[\.\]example\/in.*fc-field">Your password.*fc-button">Sign in/,
    );
    expect(links).toEqual([{ text: "", address: "hxxps://evil[.]example/in" }]);
  });

  it("tells when there is more than it shows", () => {
    expect(safeHtml("<p>short</p>").cut).toBe(false);
    expect(safeHtml("<p>a</p>".repeat(6_000)).cut).toBe(true);
    expect(safeHtml("a".repeat(400_000) + "<p>b</p>").cut).toBe(true);
  });
});

describe("addresses as text", () => {
  it.each([
    ["https://Evil.example/a.b?c=d.e", "hxxps://evil[.]example/a.b?c=d.e"],
    ["http://user@evil.example", "hxxp://user@evil[.]example/"],
    ["https://аррӏе.example/", "hxxps://xn--80ak6aa92e[.]example/"],
    ["//evil.example/x", "hxxps://evil[.]example/x"],
    ["java\nscript:alert(1)", "javascript:alert(1)"],
    ["mailto:pay@evil.example", "mailto:pay@evil.example"],
    ["#top", ""],
    ["file\u202efdp.exe", "file[U+202E]fdp.exe"],
  ])("%s is read as %s", (href, read) => expect(addressFor(href)).toBe(read));

  it("in plain text make no links any more, and are listed once", () => {
    expect(safeText("See https://evil.example/a, or http://b.example.\nhttps://evil.example/a")).toEqual({
      text: "See hxxps://evil[.]example/a, or hxxp://b[.]example/.\nhxxps://evil[.]example/a",
      addresses: ["hxxps://evil[.]example/a", "hxxp://b[.]example/"],
    });
  });

  it("name what turns a file's name around", () => {
    expect(shortLine("invoice\u202efdp.exe", 100)).toBe("invoice[U+202E]fdp.exe");
  });
});
