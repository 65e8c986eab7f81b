import { BodyRoom, type RoomLimits } from "@palier/service";
import type { RequestHandler, Response } from "express";
import type { Asker } from "../turns/asker.js";
import { toldToWait } from "./refuse-unread.js";

/** For operations that are read and not answered yet: some three hundred of the largest. */
const ofAll = 32 << 20;
/** A hundred and twenty of one partner: two others find room beside it, however many people it has. */
const ofPartner: RoomLimits = { ofAll, ofEach: 12 << 20 };
const ofPerson: RoomLimits = { ofAll, ofEach: 8 << 20 };

/**
 * Stand right before what reads the body.
 *
 * @param askerOf who sends a request that was let in.
 */
export function bodyRooms(askerOf: (response: Response) => Asker): RequestHandler[] {
  return [
    new BodyRoom(ofPartner).guard((_request, response) => askerOf(response).partner, turnAway),
    new BodyRoom(ofPerson).guard(
      (_request, response) => JSON.stringify(askerOf(response)),
      turnAway,
    ),
  ];
}

function turnAway(response: Response): void {
  const { status, headers, result } = toldToWait(1);
  response.status(status).set(headers).json(result);
}
