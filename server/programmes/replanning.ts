import type { OrganizationDoc } from "../organization/organization-store.ts";
import type { BringingStore } from "../structure/bringing-store.ts";
import type { CourseStore } from "./course-store.ts";
import type { ProgrammeStore } from "./programme-store.ts";
import type { ProgrammesOf } from "./programmes-of.ts";

interface ReplanPorts {
  courses: Pick<CourseStore, "inTraining" | "members" | "forget">;
  programmes: Pick<ProgrammeStore, "toReplan" | "replanned">;
  bringing: Pick<BringingStore, "toReplan" | "replanned">;
  programmesOf: ProgrammesOf;
  getOrganization: (id: string) => Promise<OrganizationDoc>;
}

const part = 1_000;
const idsOf = (people: readonly { _id: string }[]) => people.map(({ _id }) => _id);

/**
 * Takes the dates that another rhythm, or another programme of a function or group, left behind; the rounds then give new
 * ones. Part by part; doing it twice does no harm.
 */
export function createReplanning(ports: ReplanPorts) {
  return async (stopping: () => boolean): Promise<void> => {
    for (const programme of await ports.programmes.toReplan()) {
      const { organization } = programme;
      const programmes = await ports.programmesOf(await ports.getOrganization(organization));
      for await (const people of ports.courses.inTraining(organization, part)) {
        if (stopping()) return;
        const theirs = people.filter((person) => programmes.of(person).doc._id === programme._id);
        await ports.courses.forget(organization, idsOf(theirs));
      }
      await ports.programmes.replanned(programme);
    }
    for (const bringing of await ports.bringing.toReplan()) {
      const { _id, organization } = bringing.unit;
      for await (const people of ports.courses.members(bringing.kind, organization, _id, part)) {
        if (stopping()) return;
        await ports.courses.forget(organization, idsOf(people));
      }
      await ports.bringing.replanned(bringing);
    }
  };
}
