import { createHash, randomInt, timingSafeEqual } from "node:crypto"
import {
  countWrongSetupCode,
  dropSetupCode,
  findSetupCode,
  keepSetupCode,
} from "#models/first-setup/setup-code.repository.server.ts"
import { InvalidInputError, OfficeError, RuleBrokenError } from "#models/shared/errors.ts"
import { hasUsers } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { passwordFault } from "#workflows/identity/weak-password.server.ts"
import type { NationTables, OfferedAgency } from "./nation-tables.ts"
import { addFirstAdministrator, isInUse, provinceSetUp, setUpProvince } from "./set-up-province.server.ts"

/** Without letters and digits that look alike on a screen. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
const GROUPS = 4
const LETTERS_PER_GROUP = 4
/** Wrong codes after which none is heard any more. */
const MOST_WRONG = 10

/** The first start outside training, on screen: who holds the code printed on the machine may set the office up, once. */
export type FirstSetup = {
  nation: NationTables
  /** Told on the terminal or in the service's log of every process that serves the store. */
  code: string
  /** Whether the store still waits for a province or its first administrator. */
  isOpen(): Promise<boolean>
  /** @throws OfficeError INVALID_INPUT for a wrong code; RuleBrokenError once too many were wrong, or the code was used */
  assertCode(code: string): Promise<void>
  /** Uses the code up. */
  close(): Promise<void>
}

/** Whether a store outside training waits to be set up: nothing stands in it, or a province without anybody. */
export const waitsForSetup = async (): Promise<boolean> =>
  !(await isInUse()) || ((await provinceSetUp()) !== null && !(await hasUsers("real")))

/**
 * Opens the setup on screen. The code, about 79 bits, is kept in the store until it is used: processes that begin on one store
 * tell the same one, and each counts the wrong ones for all.
 */
export const openFirstSetup = async (
  nation: NationTables,
  fresh: string = newCode(),
): Promise<FirstSetup> => {
  let isDone = false
  return {
    nation,
    code: await keepSetupCode(fresh, MOST_WRONG),
    async isOpen() {
      // Asked with every visit; an office that is set up stays so.
      isDone ||= !(await waitsForSetup())
      return !isDone
    },
    async assertCode(given) {
      const kept = await findSetupCode()
      if (!kept)
        throw new RuleBrokenError("Mã thiết lập đã dùng rồi. Hãy đăng nhập bằng tài khoản quản trị vừa tạo.")
      if (kept.wrong >= MOST_WRONG)
        throw new RuleBrokenError(
          "Đã nhập sai mã thiết lập quá nhiều lần nên mã bị khóa. Khởi động lại hệ thống để có mã mới.",
        )
      if (timingSafeEqual(digestOf(given), digestOf(kept.code))) return
      await countWrongSetupCode()
      throw new OfficeError(
        "INVALID_INPUT",
        "Mã thiết lập không đúng. Mã in ra màn hình dòng lệnh (hoặc nhật ký dịch vụ) khi khởi động hệ thống lần này.",
        { issues: [{ field: "code", message: "Mã thiết lập không đúng." }] },
      )
    },
    close: dropSetupCode,
  }
}

export type FinishSetup = {
  code: string
  province: string
  agencies: readonly OfferedAgency[]
  administrator: { id: string; fullName: string; password: string }
}

/**
 * Sets the office up as chosen on screen and uses the code up.
 * @throws OfficeError for a wrong code or a bad field; RuleBrokenError when the store is not empty
 */
export const finishFirstSetup = async (
  d: OfficeDependencies,
  setup: FirstSetup,
  input: FinishSetup,
): Promise<{ userId: string }> => {
  await setup.assertCode(input.code)
  const fault = await passwordFault(input.administrator.password, input.administrator)
  if (fault) throw new InvalidInputError(fault, [{ field: "admin.password", message: fault }])
  const by = "thiết lập lần đầu"
  await setUpProvince(d, setup.nation, { code: input.province, agencies: input.agencies, by })
  const { userId } = await addFirstAdministrator(d, { ...input.administrator, by })
  await setup.close()
  return { userId }
}

const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: LETTERS_PER_GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join(""),
  ).join("-")

/** As people type it: any case, with or without dashes and spaces. */
const digestOf = (code: string): Buffer =>
  createHash("sha256").update(code.toUpperCase().replace(/[\s-]/g, "")).digest()
