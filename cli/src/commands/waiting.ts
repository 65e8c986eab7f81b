/** What a command shows while another one writes to the landlord's database. */
export const waiting = "waiting for another import or closing to end";
