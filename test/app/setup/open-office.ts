import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node"
import { saveUsers } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import { readConfig } from "#workflows/config.server.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { type Runtime, startRuntime } from "#workflows/runtime.server.ts"

export type OpenOffice = {
  runtime: Runtime
  /** A fresh load context, as every request gets one. */
  context(over?: Partial<AppLoadContext>): AppLoadContext
  /** Arguments of a loader or action for a request as a browser would send it. */
  ask(path: string, options?: AskOptions): LoaderFunctionArgs
  close(): Promise<void>
}

type AskOptions = { form?: Record<string, string>; cookie?: string; context?: Partial<AppLoadContext> }

/** The whole office on a store of its own (`DATA_DIR` where given, which is kept), without HTTP: for loaders and actions. */
export const openOffice = async (env: Record<string, string> = {}): Promise<OpenOffice> => {
  const ownFolder = env.DATA_DIR ? null : mkdtempSync(join(tmpdir(), "danh-muc-route-"))
  const runtime = await startRuntime(
    readConfig({
      TRAINING_MODE: "true",
      LOG_LEVEL: "silent",
      ...(ownFolder ? { DATA_DIR: ownFolder } : {}),
      ...env,
    }),
  )
  const context = (over: Partial<AppLoadContext> = {}): AppLoadContext => ({
    runtime,
    nonce: "",
    correlationId: "test",
    address: "203.0.113.7",
    ...over,
  })
  return {
    runtime,
    context,
    ask(path, { form, cookie, context: over } = {}) {
      const headers = cookie ? { Cookie: cookie } : undefined
      const request = new Request(`http://office.test${path}`, {
        ...(headers ? { headers } : {}),
        ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
      })
      return { request, params: {}, context: context(over) }
    },
    async close() {
      await runtime.close()
      if (ownFolder) rmSync(ownFolder, { recursive: true, force: true })
    },
  }
}

/** Stores someone who can sign in with the password `đúng mật khẩu`; a specialist of the justice department unless told otherwise. */
export const aStoredUser = async (over: Partial<User> = {}): Promise<User> => {
  const user: User = {
    id: "chuyenvien.thu",
    fullName: "Nguyễn Thị Thử",
    passwordHash: await hashPassword("đúng mật khẩu"),
    assignments: [{ role: "SPECIALIST", agencyId: "so-tu-phap", validFrom: "2022-08-15", validTo: null }],
    active: true,
    trainingPassword: null,
    ...over,
  }
  await saveUsers([user])
  return user
}

/** `name=value` of a `Set-Cookie`, as the browser sends it back. */
export const cookieOf = (response: Response): string =>
  response.headers.get("Set-Cookie")?.split(";")[0] ?? ""
