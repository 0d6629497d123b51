/**
 * `npm run setup -- --province CODE --admin ID --name "Họ tên" [--data DIR]`: fills an empty store for a real province and adds its
 * first administrator, whose one-time password is printed. Again after a start that was cut off: the same, with a new password.
 */
import { parseArgs } from "node:util"
import { systemClock } from "#models/shared/clock.ts"
import { readNation } from "#seeds/nation/nation.ts"
import { readConfig } from "#workflows/config.server.ts"
import { openOfficeStore } from "#workflows/office-store.server.ts"
import { provinceInWords } from "#workflows/setup/province-directory.ts"
import { addFirstAdministrator, setUpProvince } from "#workflows/setup/set-up-province.server.ts"
import { fail, failWith } from "./command-line.ts"

const USAGE =
  'Cách dùng: npm run setup -- --province MÃ --admin ten.dangnhap --name "Họ tên" [--data THƯ_MỤC]\nMã tỉnh, thành phố:'
const BY = "npm run setup"

const nation = readNation()
const { province, admin, name, data } = readArguments()
if (process.env.TRAINING_MODE && /^(true|1|yes|on)$/i.test(process.env.TRAINING_MODE))
  fail(
    "Đang đặt TRAINING_MODE=true. Thiết lập tỉnh, thành phố là để làm việc thật: đặt TRAINING_MODE=false rồi chạy lại.",
  )
try {
  const config = readConfig({ ...process.env, TRAINING_MODE: "false", ...(data ? { DATA_DIR: data } : {}) })
  const store = await openOfficeStore(config)
  try {
    const d = { store, clock: systemClock }
    const found = await setUpProvince(d, nation, { code: province, by: BY })
    const { userId, password } = await addFirstAdministrator(d, { id: admin, fullName: name, by: BY })
    const communes = nation.communesOf(found.code).length
    console.log(
      `Đã thiết lập ${provinceInWords(found)}: ${communes} xã, phường, đặc khu; quản trị viên ${userId} (${name}).`,
    )
    console.log(
      `Mật khẩu (chỉ hiện một lần, hãy chuyển riêng cho người dùng; đổi ở lần đăng nhập đầu, trong bảy ngày): ${password}`,
    )
    console.log("Khởi động: TRAINING_MODE=false npm start. Xem việc còn thiếu: npm run readiness.")
  } finally {
    await store.close()
  }
} catch (error) {
  failWith(error)
}

function readArguments() {
  const text = { type: "string" } as const
  try {
    const { values } = parseArgs({ options: { province: text, admin: text, name: text, data: text } })
    const { province, admin, name, data } = values
    if (province && admin && name) return { province, admin, name, data }
  } catch {
    // An unknown option: the usage says which there are.
  }
  return fail([USAGE, ...nation.provinces.map((one) => `  ${one.code} ${provinceInWords(one)}`)].join("\n"))
}
