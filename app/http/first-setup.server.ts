import type { AppLoadContext } from "@remix-run/node"

/** Whether the office has to be set up before anything else. */
export const waitsForFirstSetup = async ({ runtime }: AppLoadContext): Promise<boolean> =>
  (await runtime.firstSetup?.isOpen()) ?? false
