import { request } from "node:http"
import { request as requestByTls } from "node:https"
import { connect, getCiphers, type SecureVersion } from "node:tls"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { appRoutes } from "#test/e2e/setup/app-routes.ts"
import { isNginxMissing, type NginxFront, startNginxFront } from "#test/setup/nginx-front.ts"

let front: NginxFront

describe.skipIf(isNginxMissing())("docs/operating/nginx.conf, run by nginx", () => {
  beforeAll(async () => {
    front = await startNginxFront()
  })
  afterAll(() => front?.close())

  test.each(["TLSv1", "TLSv1.1"] as const)("refuses %s, which the client could speak", async (version) => {
    const old = { version, ciphers: "ALL:@SECLEVEL=0" }
    expect(await greeted({ ...old, port: front.laxPort })).toMatchObject({ protocol: version })
    expect(await greeted(old)).toBeNull()
  })

  test.each(["TLSv1.2", "TLSv1.3"] as const)("takes %s", async (version) => {
    expect(await greeted({ version })).toMatchObject({ protocol: version })
  })

  test("speaks 1.3 with whoever speaks both", async () => {
    expect(await greeted({})).toMatchObject({ protocol: "TLSv1.3" })
  })

  test("takes none but the recommended suites of 1.2, of all a client can offer", async () => {
    const offered = getCiphers().filter((name) => !name.startsWith("tls_"))
    expect(offered.length).toBeGreaterThan(30)
    const takenAt = async (port: number) => {
      const taken = []
      for (const name of offered) {
        const found = await greeted({
          version: "TLSv1.2",
          ciphers: `${name.toUpperCase()}:@SECLEVEL=0`,
          port,
        })
        if (found) taken.push(found.suite)
      }
      return taken.sort()
    }
    expect(await takenAt(front.httpsPort)).toEqual([...SUITES].sort())
    expect((await takenAt(front.laxPort)).length).toBeGreaterThan(SUITES.length * 2)
  })

  test("takes the three suites of 1.3 that are recommended", async () => {
    const all = [...SUITES_OF_1_3, "TLS_AES_128_CCM_SHA256", "TLS_AES_128_CCM_8_SHA256"]
    const taken = []
    for (const ciphers of all) if (await greeted({ version: "TLSv1.3", ciphers })) taken.push(ciphers)
    expect(taken).toEqual(SUITES_OF_1_3)
  })

  test("takes the strongest suite a client has, whatever that would rather have", async () => {
    const pairs = SUITES.flatMap((strong, index) =>
      SUITES.slice(index + 1).map((weak) => ({
        strong,
        offered: `${weak}:${strong}`,
        version: "TLSv1.2" as const,
      })),
    )
    const ofNewest = SUITES_OF_1_3.flatMap((strong, index) =>
      SUITES_OF_1_3.slice(index + 1).map((weak) => ({
        strong,
        offered: `${weak}:${strong}`,
        version: "TLSv1.3" as const,
      })),
    )
    for (const { strong, offered, version } of [...pairs, ...ofNewest])
      expect(await greeted({ version, ciphers: offered }), offered).toMatchObject({ suite: strong })
  })

  test("leads pages on to https under their own name, and refuses files and programs in plain HTTP", async () => {
    const routes = appRoutes()
    expect(routes.length).toBeGreaterThan(100)
    const wrong: string[] = []
    for (const { pattern, hasPage } of routes) {
      const path = addressOf(pattern)
      const { status, location } = await askPlainly("GET", path)
      const isLedOn = status === 301 && location === `https://${front.name}${path}`
      if (hasPage || LEADS_TO_A_PAGE.includes(pattern) ? !isLedOn : status !== 403 || location !== undefined)
        wrong.push(`${pattern}: ${status} ${location ?? ""}`)
    }
    expect(wrong).toEqual([])
  })

  test.each([
    "/dang-nhap.data",
    "/assets/entry-4711.js",
    "/assets/be-vietnam.woff2",
    "/lich/bi-mat.ics",
    "/lich/bi-mat",
  ])("refuses %s in plain HTTP", async (path) => {
    expect(await askPlainly("GET", path)).toMatchObject({ status: 403, location: undefined })
  })

  test("a form sent in plain HTTP is refused and not sent on", async () => {
    for (const { pattern, takesForms } of appRoutes())
      if (takesForms)
        expect(await askPlainly("POST", addressOf(pattern)), pattern).toMatchObject({ status: 403 })
  })

  test("nothing that was asked in plain HTTP reached the office, or stands in the log", () => {
    expect(front.asked).toEqual([])
    expect(front.logged()).not.toMatch(/"(?:GET|HEAD|POST) /u)
  })

  test("by https the office is asked, and knows for whom", async () => {
    const { status, headers } = await askByTls("/danh-muc/2023-1?q=a")
    expect(status).toBe(200)
    expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains")
    expect(front.asked.at(-1)).toMatchObject({
      url: "/danh-muc/2023-1?q=a",
      headers: {
        host: front.name,
        "x-forwarded-proto": "https",
        "x-forwarded-host": front.name,
        "x-forwarded-for": "127.0.0.1",
      },
    })
  })

  test("neither a calendar's address nor the code of a sign-on stands in its log", async () => {
    for (const path of ["/lich/bi-mat.ics", "/dang-nhap-chung/tra-loi?code=bi-mat", "/danh-muc"])
      expect(await askByTls(path)).toMatchObject({ status: 200 })
    // With the name the app gave the request, by which its own log is found; and what was asked for, without the query.
    expect(front.logged()).toMatch(/^\S+ 127\.0\.0\.1 ten-yeu-cau "GET \/danh-muc" 200 [\d.]+$/mu)
    expect(front.logged()).not.toContain("bi-mat")
  })
})

/** The strongest first; of each key kind, as the server has one of both. */
const SUITES = [
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
]
const SUITES_OF_1_3 = ["TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_AES_128_GCM_SHA256"]

/** Have no page of their own, and lead a person to one. */
const LEADS_TO_A_PAGE = ["/phieu-dang-ky", "/thong-bao/:messageId"]

/** As ids look that have points in them. */
const NAMES: Record<string, string> = {
  code: "1.001612.000.00.00.H16",
  userId: "quan.tri",
  key: "nguyen.thu",
  taskId: "kh-122-2023:2.4:mot-lan:so-tu-phap",
  planVersionId: "kh-122-2023.1",
  indicatorId: "766-1.1",
  file: "bieu-do.svg",
}
const addressOf = (pattern: string): string =>
  pattern
    .replace(/:(\w+)/gu, (_, name: string) => NAMES[name] ?? "2023-1")
    .replace("*", pattern === "/*" ? "khong-co" : "ho-so/catalogue.csv")

/** What was agreed on; null where the client was sent away. */
const greeted = ({
  version,
  ciphers,
  port = front.httpsPort,
}: {
  version?: SecureVersion
  ciphers?: string
  port?: number
}): Promise<{ protocol: string | null; suite: string } | null> =>
  new Promise((resolve) => {
    const socket = connect({
      host: "127.0.0.1",
      port,
      servername: front.name,
      rejectUnauthorized: false,
      ...(version ? { minVersion: version, maxVersion: version } : {}),
      ...(ciphers ? { ciphers } : {}),
    })
    socket.once("secureConnect", () => {
      const { name, standardName } = socket.getCipher()
      const protocol = socket.getProtocol()
      resolve({ protocol, suite: protocol === "TLSv1.3" ? standardName : name })
      socket.destroy()
    })
    socket.once("error", () => resolve(null))
  })

const askPlainly = (
  method: string,
  path: string,
): Promise<{ status: number; location: string | undefined }> =>
  new Promise((resolve, reject) => {
    const asking = request(
      { host: "127.0.0.1", port: front.httpPort, method, path, headers: { Host: front.name } },
      (answer) => {
        answer
          .resume()
          .once("end", () => resolve({ status: answer.statusCode ?? 0, location: answer.headers.location }))
      },
    )
    asking.once("error", reject).end()
  })

const askByTls = (path: string): Promise<{ status: number; headers: Record<string, unknown> }> =>
  new Promise((resolve, reject) => {
    requestByTls(
      {
        host: "127.0.0.1",
        port: front.httpsPort,
        path,
        servername: front.name,
        ca: front.ca,
        ciphers: "ECDHE-RSA-AES256-GCM-SHA384",
        maxVersion: "TLSv1.2",
        headers: { Host: front.name },
      },
      (answer) => {
        answer
          .resume()
          .once("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
      },
    )
      .once("error", reject)
      .end()
  })
