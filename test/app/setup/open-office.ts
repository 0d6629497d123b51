import { randomBytes, scryptSync } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node"
import { action as signIn } from "#app/routes/_cong-khai.dang-nhap.tsx"
import type { Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import { readConfig } from "#workflows/config.server.ts"
import { type Runtime, startRuntime } from "#workflows/runtime.server.ts"

export type OpenOffice = {
  runtime: Runtime
  /** A fresh load context, as every request gets one. */
  context(over?: Partial<AppLoadContext>): AppLoadContext
  /** Arguments of a loader or action for a request as a browser would send it. */
  ask(path: string, options?: AskOptions): LoaderFunctionArgs
  /** Someone who holds a role, at the provincial office unless told otherwise, signed in: the cookie their browser sends. */
  signedIn(person: { role: Role; agencyId?: string; id?: string }): Promise<string>
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
  // Ten of them are hashed whenever somebody sets up a second step: here next to free.
  Object.assign(runtime, { newSalt: () => `scrypt$16$8$1$${randomBytes(16).toString("base64url")}` })
  const context = (over: Partial<AppLoadContext> = {}): AppLoadContext => ({
    runtime,
    nonce: "",
    correlationId: "test",
    address: "203.0.113.7",
    ...over,
  })
  const office: OpenOffice = {
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
    async signedIn({ role, agencyId = "van-phong-ubnd-tinh", id = `${role.toLowerCase()}.${agencyId}` }) {
      await aStoredUser({ id, assignments: [{ role, agencyId, validFrom: "2022-08-15", validTo: null }] })
      return signInOf(office, id)
    },
    async close() {
      await runtime.close()
      if (ownFolder) rmSync(ownFolder, { recursive: true, force: true })
    },
  }
  return office
}

/** The cookie of a stored user who signs in. */
export const signInOf = async (office: OpenOffice, userId: string): Promise<string> =>
  cookieOf((await signIn(office.ask("/dang-nhap", { form: { userId, password: PASSWORD } }))) as Response)

const PASSWORD = "đúng mật khẩu"
const SALT = Buffer.from("muối")
/** A hash says itself what it costs: this one next to nothing. */
const PASSWORD_HASH = [
  ...["scrypt", 16, 8, 1, SALT.toString("base64url")],
  scryptSync(PASSWORD.normalize("NFC"), SALT, 32, { N: 16, r: 8, p: 1 }).toString("base64url"),
].join("$")

/** Stores someone who can sign in with the password `đúng mật khẩu`; a specialist of the justice department unless told otherwise. */
export const aStoredUser = async (over: Partial<User> = {}): Promise<User> => {
  const user: User = {
    id: "chuyenvien.thu",
    fullName: "Nguyễn Thị Thử",
    passwordHash: PASSWORD_HASH,
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
