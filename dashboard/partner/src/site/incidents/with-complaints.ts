interface Identified {
  readonly id: string;
}

interface Complaint extends Identified {
  readonly complaintReference: string | null;
}

/** Incidents with the references of complaints that were asked for apart. */
export function withComplaints<Incident extends Identified>(
  incidents: readonly Incident[],
  complaints: readonly Complaint[],
): (Incident & Complaint)[] {
  const references = new Map(
    complaints.map(({ id, complaintReference }) => [id, complaintReference]),
  );
  return incidents.map((incident) => ({
    ...incident,
    complaintReference: references.get(incident.id) ?? null,
  }));
}
