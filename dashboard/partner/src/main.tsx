import { createRoot } from "react-dom/client";
import { startDashboard } from "./shell/start-dashboard";

const place = document.getElementById("dashboard");
if (place === null) throw new Error("the page has no place for the dashboard");
void startDashboard(createRoot(place));
