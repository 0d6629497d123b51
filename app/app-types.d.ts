import "@remix-run/server-runtime"
import type { Runtime } from "#workflows/runtime.server.ts"

declare module "@remix-run/server-runtime" {
  /** Loaders answer plain objects (Date, Map… survive the wire): the types follow the same flag as vite.config.ts. */
  interface Future {
    v3_singleFetch: true
  }

  /** What app/server/web-server.server.ts gives every loader and action. */
  interface AppLoadContext {
    runtime: Runtime
    /** Marks the inline scripts of this answer for the Content-Security-Policy. */
    nonce: string
    /** Names this request in the log and on error pages. */
    correlationId: string
    /** Network address the request came from. */
    address: string
    /** What the server in front refused of this request; the page says it instead of what was asked for. */
    refusal?: { status: number; message: string; formAddress: string | null } | undefined
  }
}
