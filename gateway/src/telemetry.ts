/**
 * Switches off what @apollo/gateway would send about itself, and its probes of cloud addresses.
 * It reads the switch from the environment only, each time a gateway is made.
 */
export function switchTelemetryOff(): void {
  // biome-ignore lint/style/noProcessEnv: there is no option for it, and no caller may forget it.
  process.env.APOLLO_TELEMETRY_DISABLED = "1";
}
