import { expect, it } from "vitest";
import { roles } from "./lifecycle.ts";
import { may, permissionNames, seesDepartmentOnly } from "./permissions.ts";

/** Owner, admin, analyst, manager: written out once more, so that nobody changes a right unseen. */
const expected = `
  portal.use        yes yes yes yes
  overview.read     yes yes yes no
  people.read       yes yes yes yes
  people.change     yes yes no  no
  people.act        yes yes no  no
  people.export     yes yes no  no
  roles.read        yes yes yes no
  roles.give        yes no  no  no
  structure.read    yes yes yes yes
  structure.change  yes yes no  no
  programme.read    yes yes yes no
  programme.change  yes yes no  no
  reports.read      yes yes yes no
  reports.open      yes yes yes no
  reports.judge     yes yes yes no
  mail.read         yes yes yes no
  mail.act          yes yes no  no
  settings.read     yes yes yes no
  settings.change   yes yes no  no
  check.run         yes yes no  no
  audit.read        yes yes no  no
  tokens.own        yes yes yes no
`;

it("each role has just these permissions", () => {
  const rows = expected.trim().split("\n");
  const table = permissionNames.map((permission) => [
    permission,
    ...roles.map((role) => (may(role, permission) ? "yes" : "no")),
  ]);
  expect(table).toEqual(rows.map((row) => row.trim().split(/\s+/)));
  expect(roles).toEqual(["owner", "admin", "analyst", "manager"]);
});

it("managers alone see no further than their department", () => {
  expect(roles.filter(seesDepartmentOnly)).toEqual(["manager"]);
});
