import { Field, fieldAttributes, type FieldProps } from './field.tsx';

export interface UploadTexts {
  readonly sending: string;
  readonly saving: string;
  readonly checking: string;
  readonly tooLarge: string;
  readonly lost: string;
  /** The connection is away, and the upload goes on by itself. */
  readonly waiting?: string;
  /** Part of it came earlier. */
  readonly resumed?: string;
}

export interface FileFieldProps extends FieldProps {
  /** A file may be so large, in bytes. */
  readonly mostBytes: number;
  readonly texts: UploadTexts;
  /** Value of the button that keeps what was chosen at once, without sending. */
  readonly keepWith?: string | undefined;
}

/** One or more files. Where the client script runs, the form goes with a progress bar and too large files are told before. */
export const FileField = (props: FileFieldProps) => (
  <Field {...props}>
    <file-upload most-bytes={String(props.mostBytes)} messages={JSON.stringify(props.texts)} keep-with={props.keepWith}>
      <input {...fieldAttributes(props)} class="input full" type="file" multiple />
      <p class="upload-status" role="status"></p>
      <progress class="upload-progress" max="100" value="0" hidden aria-label={props.label}></progress>
    </file-upload>
  </Field>
);
