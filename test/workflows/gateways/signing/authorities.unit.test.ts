import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { aCertificate, anIssuer, derOf } from "#test/workflows/signatures/made-up-certificates.ts"
import { readAuthorities } from "#workflows/gateways/signing/authorities.server.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tin-cay-"))
})
afterAll(() => rm(folder, { recursive: true }))

test("authorities of a folder are known, people beside them are none", async () => {
  const at = join(folder, "du")
  await mkdir(at)
  const [root, person] = [await anIssuer("CA công vụ"), await aCertificate("Đinh Thị Bích Vân")]
  await writeFile(join(at, "ca.crt"), root.certificate.toString("pem"))
  await writeFile(join(at, "nguoi.crt"), person.certificate.toString("pem"))
  expect(readAuthorities(at).certificates).toEqual([derOf(root)])
})

test.each([
  ["that is not there", () => Promise.resolve()],
  ["that is a file", (at: string) => writeFile(at, "không phải thư mục")],
  ["with nothing in it", (at: string) => mkdir(at)],
  ["with nothing in it that can be read", (at: string) => fill(at, "không phải chứng thư")],
  [
    "with certificates of people only",
    async (at: string) => fill(at, (await aCertificate("A")).certificate.toString("pem")),
  ],
])("a folder of authorities %s is said to be unusable", async (name, make) => {
  const at = join(folder, name)
  await make(at)
  expect(() => readAuthorities(at)).toThrow(/^TRUSTED_CERTIFICATES: /u)
})

async function fill(at: string, content: string): Promise<void> {
  await mkdir(at)
  await writeFile(join(at, "ca.crt"), content)
}

test("where no folder is named no authority is known", () => {
  expect(readAuthorities(null)).toEqual({ certificates: [], revocationLists: [] })
})

test("policies beside the authorities are read a line each, and what is no policy stops the start", async () => {
  const at = join(folder, "chinh-sach")
  await mkdir(at)
  await writeFile(join(at, "ca.crt"), (await anIssuer("CA công vụ")).certificate.toString("pem"))
  expect(readAuthorities(at).policies).toEqual([])
  await writeFile(
    join(at, "policies.txt"),
    "# công vụ\n1.3.6.1.4.1.99999.1  # cá nhân\n1.2.3 01/07/2026\n1.2.4 2026-07-02\n\n",
  )
  expect(readAuthorities(at).policies).toEqual([
    { oid: "1.3.6.1.4.1.99999.1", from: null },
    { oid: "1.2.3", from: "2026-07-01" },
    { oid: "1.2.4", from: "2026-07-02" },
  ])
  await writeFile(join(at, "policies.txt"), "chính sách\n")
  expect(() => readAuthorities(at)).toThrow(/^TRUSTED_CERTIFICATES: .*«chính» không phải OID/u)
  for (const line of ["1.2.3 31/02/2026", "1.2.3 01/07/2026 nữa"]) {
    await writeFile(join(at, "policies.txt"), line)
    expect(() => readAuthorities(at)).toThrow(/^TRUSTED_CERTIFICATES: .*phải có dạng «OID» hoặc «OID ngày/u)
  }
})
