/** The part of the package that the tests use; it brings no types of its own. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http"

  type Context = { path: string; body: Record<string, unknown> | undefined }
  type Grants = {
    new (grant: {
      clientId: string
      accountId: string
    }): {
      addOIDCScope(scope: string): void
      save(): Promise<string>
    }
  }
  type GrantContext = {
    oidc: {
      client: { clientId: string }
      session: { accountId: string }
      provider: { Grant: Grants }
    }
  }

  export default class Provider {
    constructor(issuer: string, configuration: object)
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    use(middleware: (context: Context, next: () => Promise<void>) => Promise<void>): void
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: object,
      options: { mergeWithLastSubmission: boolean },
    ): Promise<void>
  }
  export type { GrantContext }
}
