/** What is wrong with one member of an object. */
export interface MemberFault {
  readonly member: string;
  readonly value: string;
  readonly expected: string;
}

/** An object as the columns of a row have it. */
export interface FlatRecord {
  /** Texts by the path of their member, `lieu.code`; members of a list by their number. */
  readonly members: ReadonlyMap<string, string>;
  readonly fault: MemberFault | null;
}

/** Objects within objects that are looked into. */
const deepest = 20;

/** The members of an object; of a feature its properties, with the longitude and latitude of its point. */
export function flatRecord(value: object): FlatRecord {
  const record = new Recording();
  if (isFeature(value)) record.addFeature(value);
  else record.add("", value, 0);
  return record;
}

interface Feature {
  readonly id?: unknown;
  readonly properties: unknown;
  readonly geometry?: unknown;
}

function isFeature(value: object): value is Feature {
  return "type" in value && value.type === "Feature" && "properties" in value;
}

class Recording implements FlatRecord {
  readonly members = new Map<string, string>();
  fault: MemberFault | null = null;

  addFeature({ id, properties, geometry }: Feature): void {
    if (id !== undefined) this.add("id", id, 1);
    this.add("", properties, 0);
    if (geometry == null) return;
    const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
    const [longitude, latitude] = Array.isArray(coordinates) ? coordinates : [];
    if (type === "Point" && typeof longitude === "number" && typeof latitude === "number") {
      this.add("longitude", longitude, 1);
      this.add("latitude", latitude, 1);
      return;
    }
    const expected = "a point, with longitude and latitude; another shape has no one place";
    this.fault ??= { member: "geometry", value: String(type), expected };
  }

  add(path: string, value: unknown, depth: number): void {
    if (typeof value === "object" && value !== null) {
      if (depth > deepest) {
        const expected = `objects within objects to a depth of ${deepest}`;
        this.fault ??= { member: path, value: "", expected };
        return;
      }
      for (const [name, inner] of Object.entries(value)) {
        this.add(path === "" ? name : `${path}.${name}`, inner, depth + 1);
      }
      return;
    }
    if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
      const expected = "a number of at most 15 digits, or a text in quotation marks";
      this.fault ??= { member: path, value: String(value), expected };
    }
    this.members.set(path, value === null ? "" : String(value));
  }
}
