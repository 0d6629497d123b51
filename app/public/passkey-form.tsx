import type { ReactNode } from "react"
import type { FieldErrors } from "../http/parse-form.ts"
import { paths } from "../http/paths.ts"
import { HiddenField } from "./fields.tsx"
import { PublicForm } from "./form.tsx"

type PasskeyFormProps = {
  /** Whether a key is made known, or used. */
  act: "add" | "use"
  /** What the device is asked, as the server told it. */
  options: object
  /** What the button says. */
  label: string
  errors?: FieldErrors | undefined
  values?: Record<string, unknown> | undefined
  children?: ReactNode
}

/** A form that a device with a key fills in: the one place of our public pages that needs a script, which it says where none runs. */
export function PasskeyForm({ act, options, label, errors, values, children }: PasskeyFormProps) {
  return (
    <>
      <PublicForm errors={errors} values={values} label={label} passkey={{ act, options }}>
        {children}
        <HiddenField name="passkey" />
        <p className="fault" role="alert" data-passkey-fault="" hidden />
        {/* Pressed where no script runs it would send nothing: the script shows it. */}
        <button type="submit" data-passkey-send="" hidden>
          {label}
        </button>
        <noscript>
          <p>
            Khóa truy cập cần trình duyệt cho chạy mã lệnh (JavaScript). Không bật được thì dùng mã 6 số hoặc
            mã dự phòng.
          </p>
        </noscript>
      </PublicForm>
      <script src={paths.passkeyScript()} type="module" />
    </>
  )
}
