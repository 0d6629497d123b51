import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { PasswordField, TextAreaField, TextField } from "#app/public/fields.tsx"
import { PublicForm } from "#app/public/form.tsx"

const MARKUP = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`

test("what was typed comes back into a form as text, wherever it stands in it", () => {
  const page = renderToStaticMarkup(
    <PublicForm values={{ text: MARKUP, name: MARKUP }} errors={{ text: [MARKUP] }} label={MARKUP}>
      <TextField name="name" label={MARKUP} description={MARKUP} />
      <TextAreaField name="text" label="Nội dung" />
    </PublicForm>,
  )
  expect(page).not.toMatch(/<script|<img/)
  expect(page.split("&lt;script&gt;")).toHaveLength(8)
})

test("a password is covered while it is typed, and may be pasted and filled in by a keeper of passwords", () => {
  const page = renderToStaticMarkup(
    <PublicForm>
      <PasswordField name="password" label="Mật khẩu" autoComplete="current-password" />
    </PublicForm>,
  )
  expect(page).toContain('type="password"')
  expect(page).toMatch(/autocomplete="current-password"/i)
  expect(page).not.toMatch(/onpaste|maxlength|readonly/i)
})
