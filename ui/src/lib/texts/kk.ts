import app from '../../../locales/kk/app.ftl?raw';
import errors from '../../../locales/kk/errors.ftl?raw';

export const texts = [app, errors];
