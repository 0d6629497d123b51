import { useErrorWords } from "../components/error-words.ts"
import { paths } from "../http/paths.ts"
import styles from "./public.css?url"

/** What a visitor sees in place of a page that cannot be shown. */
export function ErrorText() {
  const { status, title, message, correlationId, back } = useErrorWords()
  return (
    <>
      <h1>{title}</h1>
      <p>{message}</p>
      {correlationId ? (
        <p>
          Nếu vẫn lỗi, hãy báo quản trị hệ thống kèm mã <code>{correlationId}</code>
        </p>
      ) : null}
      {back ? (
        <p>
          Phần đã nhập vẫn còn nếu dùng nút quay lại của trình duyệt; hoặc <a href={back}>mở lại biểu mẫu</a>.
        </p>
      ) : null}
      <ul className="inline">
        <li>
          <a href={paths.home()}>Về trang chủ</a>
        </li>
        <li>
          <a href={paths.catalogue()}>Tra cứu danh mục</a>
        </li>
        <li>
          <a href={paths.myWork()}>Việc của tôi</a>
        </li>
      </ul>
      <p className="note">Mã trạng thái: {status}</p>
    </>
  )
}

/** The same as a page of its own, where not even a frame could be drawn. */
export function ErrorPage({ mark }: { mark: string | null }) {
  return (
    <>
      <link rel="stylesheet" href={styles} />
      <main id="noi-dung">
        {mark ? (
          <p>
            <strong>{mark}</strong>
          </p>
        ) : null}
        <ErrorText />
      </main>
    </>
  )
}
