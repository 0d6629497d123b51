import { paths } from "../http/paths.ts"
import { Notice } from "./notice.tsx"

/** Why somebody was not signed in by the province's own sign-on, and what they can do. `identifier`: what to hand to the administrator. */
export type SignOnRefusal = { message: string; identifier: string | null; isAgain: boolean; returnTo: string }

export function SignOnRefused({ message, identifier, isAgain, returnTo }: SignOnRefusal) {
  return (
    <div className="narrow">
      <h1>{isAgain ? "Chưa xác nhận lại được" : "Chưa đăng nhập được"}</h1>
      <div role="alert">
        <Notice tone="bad" title={message} />
      </div>
      {identifier ? (
        <p>
          Mã định danh của bạn: <code>{identifier}</code>
        </p>
      ) : null}
      <p>
        {isAgain ? (
          <a href={paths.proveAgain(returnTo)}>Về trang xác nhận lại</a>
        ) : (
          <a href={paths.signIn(returnTo)}>Về trang đăng nhập</a>
        )}
      </p>
    </div>
  )
}
