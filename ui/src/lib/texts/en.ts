import app from '../../../locales/en/app.ftl?raw';
import errors from '../../../locales/en/errors.ftl?raw';

export const texts = [app, errors];
