import type { Account } from "./accounts.ts";
import { readyPeople } from "./constants.ts";
import { escape, plainPage } from "./plain-page.ts";

const whatFor = new Map<string, string>(readyPeople.map(({ email, what }) => [email, what]));

function person({ email, name }: Account): string {
  const what = whatFor.get(email);
  return `<li><button class="person" name="email" value="${escape(email)}"><span class="face" aria-hidden="true">${escape(name.charAt(0).toUpperCase())}</span><span class="who"><b>${escape(name)}</b><span>${escape(email)}</span>${what ? `<span>${escape(what)}</span>` : ""}</span></button></li>`;
}

/** Who do you want to be? One press signs in; another address of the company can be typed. */
export function signInPage(company: string, people: Account[], hint: string): string {
  const hinted = hint.trim().toLowerCase();
  const ordered = [...people].sort((a, b) => Number(b.email === hinted) - Number(a.email === hinted));
  return plainPage(
    `Sign in · ${company}`,
    `<h1>Pick an account</h1>
<p>${escape(company)} · to continue to Firstcatch</p>
<form method="post"><ul>${ordered.map(person).join("")}</ul></form>
<form method="post"><label for="email">Somebody else</label>
<div class="row"><input id="email" name="email" type="email" required autocomplete="off" placeholder="somebody@${escape(people[0]?.email.split("@")[1] ?? "acme.example")}" value="${escape(people.some(({ email }) => email === hinted) ? "" : hint)}"><button class="go">Sign in</button></div></form>`,
  );
}
