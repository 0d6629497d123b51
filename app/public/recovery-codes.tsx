import { Notice } from "./notice.tsx"

/** Codes for a lost device, told this once. */
export function RecoveryCodes({ title, codes, next }: { title: string; codes: string[]; next: string }) {
  return (
    <div className="narrow">
      <h1>{title}</h1>
      <Notice tone="good" title="Cất các mã dự phòng này, chỉ hiện ở đây một lần">
        Mất máy thì mỗi mã thay cho bước hai được một lần. In ra hoặc chép tay, cất ở nơi khác với máy tính.
      </Notice>
      <ul>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <a href={next}>Đã cất các mã, tiếp tục</a>
      </p>
    </div>
  )
}
