import type { Level } from "@palier/dashboard-ui/parts/levels";
import { figureSize, levelShape, shapeReach } from "../marks/level-shapes";
import { cardLayout, cardText, entryScale, groupShape, widthOfText } from "../marks/mark-layout";
import type { LevelCount } from "../marks/site-marks";
import type { MapColours } from "./map-colours";

/**
 * What an image shows, which is also its name on the map: `["group",4,12]`. The map asks for images
 * by name when it first needs them. Undetermined is level 0 here.
 */
type ImageWish =
  | readonly ["site", level: number]
  | readonly ["group", level: number, sites: number]
  | readonly ["card", name: string, counts: readonly LevelCount[]]
  | readonly ["name", text: string, isInside: boolean];

export const pixelRatio = 2;
export const nameSize = 12.5;

export function imageName(wish: ImageWish): string {
  return JSON.stringify(wish);
}

/** @param name as `imageName` writes it. */
export function drawImage(name: string, colours: MapColours): ImageData {
  const wish = JSON.parse(name) as ImageWish;
  switch (wish[0]) {
    case "site":
      return onCanvas(shapeReach * 2 + 4, shapeReach * 2 + 4, (pen) => {
        drawLevel(pen, levelOf(wish[1]), 1, colours);
      });
    case "group":
      return onCanvas(groupShape.reach * 2, groupShape.reach * 2, (pen) => {
        drawGroup(pen, levelOf(wish[1]), wish[2], colours);
      });
    case "card": {
      const { width, height } = cardLayout(wish[1], wish[2]);
      return onCanvas(width + 4, height + 4, (pen) => drawCard(pen, wish[1], wish[2], colours));
    }
    case "name":
      return onCanvas(widthOfName(wish[1]), nameSize + 8, (pen) => {
        drawName(pen, wish[1], wish[2] ? colours.ink : colours.inkQuiet, colours);
      });
  }
}

export function widthOfName(text: string): number {
  return Math.ceil(widthOfText(text, nameSize)) + 12;
}

function levelOf(level: number): Level {
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : null;
}

/** The origin is the middle. */
function onCanvas(
  width: number,
  height: number,
  draw: (pen: CanvasRenderingContext2D) => void,
): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width) * pixelRatio;
  canvas.height = Math.ceil(height) * pixelRatio;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("no canvas to draw on");
  pen.translate(canvas.width / 2, canvas.height / 2);
  pen.scale(pixelRatio, pixelRatio);
  pen.lineJoin = "round";
  pen.textAlign = "center";
  pen.textBaseline = "alphabetic";
  draw(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function drawLevel(
  pen: CanvasRenderingContext2D,
  level: Level,
  scale: number,
  colours: MapColours,
): void {
  const { path, figure, figureDown } = levelShape(level);
  const shape = new Path2D(path);
  const { fill, ink } = colours.level(level);
  pen.save();
  pen.scale(scale, scale);
  pen.fillStyle = fill;
  pen.strokeStyle = colours.surface;
  pen.lineWidth = 4;
  pen.stroke(shape);
  pen.fill(shape);
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1.3;
  if (level === null) pen.setLineDash([3, 2]);
  pen.stroke(shape);
  write(pen, figure, { x: 0, y: figureDown, size: figureSize, weight: 700, colour: ink }, colours);
  pen.restore();
}

function drawGroup(
  pen: CanvasRenderingContext2D,
  level: Level,
  sites: number,
  colours: MapColours,
): void {
  const { radius, ring, badge, textSize } = groupShape;
  const circle = (size: number) => {
    pen.beginPath();
    pen.arc(0, 0, size, 0, 2 * Math.PI);
  };
  pen.fillStyle = colours.surface;
  circle(radius + ring / 2 + 1.5);
  pen.fill();
  pen.strokeStyle = colours.level(level).fill;
  pen.lineWidth = ring;
  circle(radius);
  pen.stroke();
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1;
  for (const edge of [-1, 1]) {
    circle(radius + (edge * ring) / 2);
    pen.stroke();
  }
  const text = { x: 0, y: 0, size: textSize, weight: 700, colour: colours.ink };
  write(pen, String(sites), text, colours);
  pen.translate(badge.x, badge.y);
  drawLevel(pen, level, badge.scale, colours);
}

function drawCard(
  pen: CanvasRenderingContext2D,
  name: string,
  counts: readonly LevelCount[],
  colours: MapColours,
): void {
  const { width, height, entries, ...card } = cardLayout(name, counts);
  pen.translate(-width / 2, -height / 2);
  pen.beginPath();
  pen.roundRect(0, 0, width, height, 5);
  pen.fillStyle = colours.surface;
  pen.fill();
  pen.strokeStyle = colours.lineStrong;
  pen.lineWidth = 1;
  pen.stroke();
  const size = cardText.nameSize;
  const middle = { x: width / 2, y: card.name.y, size, weight: 700, colour: colours.ink };
  write(pen, card.name.text, middle, colours);
  for (const { level, mark, count } of entries) {
    pen.save();
    pen.translate(mark.x, mark.y);
    drawLevel(pen, level, entryScale, colours);
    pen.restore();
    const { x, y, text } = count;
    const line = { x, y, size: cardText.countSize, weight: 600, colour: colours.ink };
    pen.textAlign = "left";
    write(pen, text, line, colours);
    pen.textAlign = "center";
  }
}

function drawName(
  pen: CanvasRenderingContext2D,
  text: string,
  colour: string,
  colours: MapColours,
): void {
  pen.font = `500 ${nameSize}px ${colours.font}`;
  pen.strokeStyle = colours.surface;
  pen.lineWidth = 3.5;
  pen.strokeText(text, 0, nameSize * 0.36);
  write(pen, text, { x: 0, y: 0, size: nameSize, weight: 500, colour }, colours);
}

interface Writing {
  readonly x: number;
  /** Middle of the letters. */
  readonly y: number;
  readonly size: number;
  readonly weight: number;
  readonly colour: string;
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  { x, y, size, weight, colour }: Writing,
  { font }: MapColours,
): void {
  pen.font = `${weight} ${size}px ${font}`;
  pen.fillStyle = colour;
  pen.fillText(text, x, y + size * 0.36);
}
